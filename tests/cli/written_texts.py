"""Books, and texts about them."""

BOOKS = """Id,Date,Vendor,Category,Amount
A1,2026-03-02,Harbor Lane Realty,Rent,2400.00
A2,2026-03-15,Gusto,Payroll,18250.00
A5,2026-03-18,WeWork,Office,3200.00
"""
ROLES = "amount=Amount,entity=Vendor,date=Date,account=Category,currency=USD,id=Id"
RIGHT = "You paid Gusto $18,250.00 on March 15, 2026."
WRONG = "You paid WeWork $18,250.00 on March 15, 2026."
UNKNOWN = "You paid Zyntrix Holdings $77.10 on March 15, 2026."
